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
// The sessions that were refreshed since the lifetime of tokens was last changed.
const refreshed = new Set()

// The provider's own store in memory keeps a thousand records and forgets the oldest.
class Records {
  #records = new Map()

  async upsert(id, record) {
    this.#records.set(id, record)
  }

  async find(id) {
    return this.#records.get(id)
  }

  async findByUid(uid) {
    return [...this.#records.values()].find((record) => record.uid === uid)
  }

  async consume(id) {
    this.#records.get(id).consumed = Math.floor(Date.now() / 1000)
  }

  async destroy(id) {
    this.#records.delete(id)
  }

  async revokeByGrantId(grantId) {
    for (const [id, record] of this.#records) {
      if (record.grantId === grantId) this.#records.delete(id)
    }
  }
}

const provider = new Provider(issuer, {
  adapter: Records,
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
  if (ctx.oidc.params.grant_type !== 'refresh_token') return
  refreshes++
  refreshed.add(ctx.oidc.entities.RefreshToken.grantId)
})
provider.on('grant.error', () => failures++)

function live(seconds, moment) {
  lifetime = seconds
  expiry = moment
  refreshed.clear()
}

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
  '/admin/expire-at': (query) => live(lifetime, Number(query.get('second'))),
  '/admin/lifetime': (query) => live(Number(query.get('seconds')), 0),
  '/admin/rotate': (query) => void (rotation = query.get('on') === 'true'),
  '/admin/refreshes': () => refreshes,
  '/admin/refreshed-sessions': () => refreshed.size,
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
