#!/usr/bin/env bash
# Puts the program into .briefings/bin, which is kept between builds.
set -euo pipefail

bin=.briefings/bin
[[install . -]]
