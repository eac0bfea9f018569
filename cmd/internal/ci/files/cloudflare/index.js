export default {
  async scheduled(_event, env) {
    const answer = await fetch(env.DEPLOY_HOOK, { method: 'POST' })
    if (!answer.ok) throw new Error(`the deploy hook answered ${answer.status}`)
  },
}
