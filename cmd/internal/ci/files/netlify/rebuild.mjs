// Asks Netlify for a build by the clock. Make a build hook on the site's page, under Build & deploy,
// Continuous deployment, and put its address into the variable BRIEFINGS_BUILD_HOOK.
export default async () => {
  const hook = Netlify.env.get('BRIEFINGS_BUILD_HOOK')
  if (!hook) throw new Error('BRIEFINGS_BUILD_HOOK is not set: nothing is rebuilt by the clock')
  const answer = await fetch(hook, { method: 'POST' })
  if (!answer.ok) throw new Error(`the build hook answered ${answer.status}`)
}

// Four times a day: every start of a build costs build minutes, also of one that is cancelled.
export const config = { schedule: '17 */6 * * *' }
