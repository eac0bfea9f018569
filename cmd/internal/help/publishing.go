package help

const publishingText = `"briefings publish" makes a target equal to what the last build left in public/. Targets stand in
briefings.toml; one that does not can be given by its address. A first target:

  [[publish]]
  name = "www"
  url = "file:../www"

  briefings build && briefings publish www

The addresses:

  file:///srv/www                        a folder, also of a drive that is mounted; the folder that it
  file:../www                            lies in must be there. Paths like the second are from the
                                         site's folder
  git+ssh://git@host/o/desk.git#pages    a branch, gh-pages if none is named: a commit for each
  git+https://host/o/desk.git#pages      publication, through the git program. With squash = true the
  git+file:../desk.git#pages             branch has one commit and no history
  s3://bucket/prefix?region=eu-west-1    a bucket of AWS; the prefix may be left out
  s3://bucket?endpoint=HOST&region=R     of R2, B2, Spaces, MinIO and others; http://HOST:PORT has no TLS
  rsync+ssh://user@host:22/srv/www       a folder of another machine, through the rsync program here and
  rsync+ssh://user@host/~/www            there; the second lies in the user's own

A bucket takes two parameters more: acl=public-read gives each file that right, where the bucket
itself does not; credentials=instance asks the machine's own service for keys, on AWS.

Keys and passwords never stand in briefings.toml: an address that holds one is refused. A bucket's are
taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN), else MINIO_ROOT_USER
and MINIO_ROOT_PASSWORD, else ~/.aws/credentials with AWS_PROFILE. They need the rights to list
the bucket, and to read, write and delete in it. git asks its own helpers, and ssh its agent and
~/.ssh/config. RSYNC_RSH and GIT_SSH_COMMAND take the place of ssh, as these programs have it.

Only files that differ are sent: what was published last is compared with the site, and with what
the target really has, so that a file that was damaged or lost there is found and sent again. The
list of what was published is kept at the target, in .briefings-published. It names what can be
read there anyway.

First come style, scripts, pictures and what the search reads; then new pages and feeds; then
changed pages; then changed feeds and sitemaps; at last what is gone is removed. Each begins when
the one before is done, so that no reader who comes from the home page finds a link to what is
not there. Files with a hash in their name stay for one publication more: a page that is open in
a browser still has its style. On a branch all comes at once.

When a publication is cut, by a lost connection or Ctrl-C, nothing is lost: publish again, and it
goes on from there. Each file is old or new, never half. What may work the next time is tried six
times, over ten seconds.

What briefings did not publish there is left alone: CNAME, .nojekyll, another site beside this one. If
such a file is in the way, or more than max_deletes files would be removed (256 unless the target
says otherwise; -1 is any number), or another site was published to that very place (one with another
authority in its briefings.toml), nothing is published, and --force overrules that. --dry-run, or -n,
only says what would be done.

Of two publications to one place at a time one is refused, and says so: publish again when the other
has ended. A folder is locked meanwhile, and git takes only one of two; in a bucket, and on another
machine, a publication marks that it has begun, and looks before it removes anything, and before it
writes the list, whether another has begun since. It needs a store that knows If-Match, as those of
AWS, R2 and MinIO do, to be quite sure. One that was killed is in nobody's way.

The files of a bucket get their type. Browsers keep those with a hash in their name, and ask each
time whether the others have changed. With compress = true text is sent as gzip, and handed out so. A bucket must hand
out index.html for a folder, as the website endpoints of AWS do.

With compress = true a folder, here or elsewhere, has a .gz and a .br beside each text, for servers
that hand them out: "gzip_static on" of nginx, "precompressed br gzip" of Caddy.

public/ itself is neither touched nor built: "briefings build" does that. What was built with
--drafts, --future or --expired is published only with --force.
`
