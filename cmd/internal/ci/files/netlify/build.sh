#!/usr/bin/env bash
# What Netlify runs. netlify/plugin has put the program in place by then.
set -euo pipefail

export PATH="$PWD/.briefings/bin:$PATH"
briefings check
briefings build
