// What Netlify does around a build of the site.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')

const kept = '.briefings'
const published = `${kept}/published`

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' })
  if (error) console.error(error.message)
  return status ?? 1
}

// Only the schedule asks whether anything is due: a push always builds. So does a schedule after a
// push that was not published, for what it finds remembered is another commit.
function scheduled() {
  const { INCOMING_HOOK_TITLE, COMMIT_REF } = process.env
  return Boolean(INCOMING_HOOK_TITLE) && fs.existsSync(published) && fs.readFileSync(published, 'utf8').trim() === COMMIT_REF
}

module.exports = {
  async onPreBuild({ utils }) {
    await utils.cache.restore(kept)
    if (run('bash', 'netlify/install.sh') !== 0) {
      return utils.build.failBuild('briefings could not be installed')
    }
    if (!scheduled()) return
    const code = run(`${kept}/bin/briefings`, 'due', '--check')
    if (code === 3) return utils.build.cancelBuild('nothing is due')
    if (code !== 0) return utils.build.failBuild(`"briefings due --check" ended with code ${code}`)
  },

  // After the publication, not after the build: if it failed, the next run must not find nothing due.
  async onSuccess({ utils }) {
    fs.writeFileSync(published, `${process.env.COMMIT_REF}\n`)
    await utils.cache.save(kept)
  },
}
