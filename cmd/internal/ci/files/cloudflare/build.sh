#!/usr/bin/env bash
# What Cloudflare Pages runs. It keeps no folder of ours from one build to the next, so that nobody can
# ask whether anything is due: every run builds, the scheduled ones too.
set -euo pipefail

bin=$(mktemp -d)
[[install . -]]
"$bin/briefings" check
"$bin/briefings" build
