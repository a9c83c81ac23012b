// Runs the audit of graphql-http, the reference suite for GraphQL over HTTP, and prints a line for each of its audits.
import { auditServer } from 'graphql-http'

const { GRAPHQL_URL, TOKEN_URL, CLIENT_ID, CLIENT_SECRET } = process.env
const answer = await fetch(TOKEN_URL, {
  method: 'POST',
  body: new URLSearchParams({ grant_type: 'client_credentials', client_id: CLIENT_ID, client_secret: CLIENT_SECRET })
})
const { access_token } = await answer.json()

const results = await auditServer({
  url: GRAPHQL_URL,
  fetchFn: (url, init = {}) => fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${access_token}` } })
})
for (const result of results) {
  console.log(`${result.status}: ${result.id} ${result.name}${result.status === 'ok' ? '' : `: ${result.reason}`}`)
}
