// An OpenID provider of another make for the tests: one client, any user whose password is the name.
// Arguments: the port, the redirect URI, the post-logout redirect URI, the URI for logout tokens, the lifetime of access tokens in seconds.
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const [port, redirectUri, postLogoutRedirectUri, backchannelLogoutUri, seconds] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`
const permissions = { demo: ['READ', 'WRITE'], reader: ['READ'] }
const sessions = new Map()
let lifetime = Number(seconds)
let expiry = 0
let rotation = true
let refreshes = 0
let failures = 0

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'tasklist',
      client_secret: 'tasklist-secret',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [postLogoutRedirectUri],
      backchannel_logout_uri: backchannelLogoutUri,
      backchannel_logout_session_required: true
    }
  ],
  claims: { openid: ['sub', 'permissions'], profile: ['name', 'preferred_username'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['development only'] },
  features: { backchannelLogout: { enabled: true }, revocation: { enabled: true } },
  // Its protection against addresses of this machine would refuse the only addresses that there are here.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  findAccount: (ctx, sub) => ({
    accountId: sub,
    claims: () => ({ sub, name: `${sub} of the other provider`, preferred_username: sub, permissions: permissions[sub] ?? [] })
  }),
  issueRefreshToken: async (ctx, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: () => rotation,
  ttl: {
    // Tokens of many sessions can be made to expire at one moment.
    AccessToken: () => Math.max(1, expiry > 0 ? expiry - Math.floor(Date.now() / 1000) : lifetime),
    Grant: 3600,
    IdToken: 300,
    Interaction: 600,
    RefreshToken: 3600,
    Session: 3600
  }
})

provider.on('authorization.success', (ctx) => sessions.set(ctx.oidc.session.uid, ctx.oidc.session))
provider.on('session.destroyed', (session) => sessions.delete(session.uid))
provider.on('grant.success', (ctx) => {
  if (ctx.oidc.params.grant_type === 'refresh_token') refreshes++
})
provider.on('grant.error', () => failures++)

async function endSessions(user) {
  const client = await provider.Client.find('tasklist')
  for (const session of [...sessions.values()].filter((session) => session.accountId === user)) {
    await client.backchannelLogout(user, session.sidFor('tasklist'))
    await session.destroy()
    sessions.delete(session.uid)
  }
}

const administration = {
  '/admin/end-sessions': (query) => endSessions(query.get('user')),
  '/admin/sessions': (query) => [...sessions.values()].filter((session) => session.accountId === query.get('user')).length,
  '/admin/expire-at': (query) => void (expiry = Number(query.get('second'))),
  '/admin/lifetime': (query) => void (lifetime = Number(query.get('seconds'))),
  '/admin/rotate': (query) => void (rotation = query.get('on') === 'true'),
  '/admin/refreshes': () => refreshes,
  '/admin/failures': () => failures
}

const serve = provider.callback()
createServer(async (request, response) => {
  const url = new URL(request.url, issuer)
  const action = administration[url.pathname]
  if (action) {
    response.end(String((await action(url.searchParams)) ?? ''))
  } else {
    serve(request, response)
  }
}).listen(Number(port), '127.0.0.1', () => console.log(`ready: ${issuer}`))
