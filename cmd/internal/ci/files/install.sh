[[- if .Program.URL -]]
mkdir -p "$bin"
curl --proto '=https' --tlsv1.2 --fail --silent --show-error --location --retry 5 --output "$bin/download" '[[.Program.URL]]'
echo "[[.Program.SHA256]]  $bin/download" | sha256sum --check --strict -
[[if .Program.Archive -]]
tar -xzf "$bin/download" -C "$bin" briefings
[[else -]]
mv "$bin/download" "$bin/briefings"
chmod 755 "$bin/briefings"
[[end -]]
[[else -]]
mkdir -p "$bin"
CGO_ENABLED=0 go build -o "$bin/briefings" ./cmd/briefings
[[end -]]
