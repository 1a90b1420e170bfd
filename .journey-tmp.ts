import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { startEmulator } from './emulator/index'
import { DEMO_PERSON, demoPools } from './scripts/demo-pools'
const port = 4712, base = `http://localhost:${port}`
const pools = demoPools('tenants', base)
const em = await startEmulator({ port: 0, pools: pools.map((p) => p.seed) })
const t0 = Date.now()
const child = spawn('node', ['dist/server.js'], { cwd: process.argv[2], stdio: 'inherit', env: { PATH: process.env.PATH, HOME: '/nonexistent', PORT: String(port), NODE_ENV: 'production', REKEY_DATA_DIR: '/tmp/img/data', REKEY_TENANTS: 'tenants', REKEY_SECRET: randomBytes(40).toString('base64'), REKEY_BASE_URL: base, AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: em.url, ...Object.fromEntries(pools.map((p) => [p.secretVariable, p.secret])) } })
const un = (v: string) => v.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
const hidden = (h: string) => [...h.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)].map(([, n = '', v = '']) => [un(n), un(v)])
const jar = new Map<string, string>()
async function go(path: string, fields?: Record<string, string>, html?: string) {
  const headers: Record<string, string> = { cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') }
  let body: FormData | undefined
  if (fields) { body = new FormData(); for (const [n, v] of hidden(html ?? '')) body.append(n as string, v as string); for (const [n, v] of Object.entries(fields)) body.append(n, v); headers.origin = base; headers['sec-fetch-site'] = 'same-origin' }
  const r = await fetch(path.startsWith('http') ? path : base + path, { redirect: 'manual', headers, ...(body && { method: 'POST', body }) })
  for (const c of r.headers.getSetCookie()) { const [kv = ''] = c.split(';'); const i = kv.indexOf('='); jar.set(kv.slice(0, i), kv.slice(i + 1)) }
  const text = await r.text()
  console.log(r.status, path.slice(0, 60), r.headers.get('location'), /data-page="([^"]+)"/.exec(text)?.[1] ?? '')
  return { text, location: new URL(r.headers.get('location') ?? path, path.startsWith('http') ? path : base + path).href }
}
for (;;) { try { const r = await fetch(`${base}/api/health/ready`); console.log('ready', r.status, await r.text(), Date.now() - t0); break } catch { await new Promise((r) => setTimeout(r, 100)) } }
let p = await go('/northwind/forgot')
let s = await go('/northwind/forgot', { username: DEMO_PERSON }, p.text)
const mail = em.inbox.latest({ to: DEMO_PERSON })
console.log(mail?.subject, em.requests.last()?.verdict.secretHash)
s = await go(mail!.link!)
p = await go(s.location)
s = await go(s.location, { username: DEMO_PERSON, password: 'New-Password-22' }, p.text)
await go(s.location)
for (const f of [...p.text.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|woff2))"/g)].map((m) => m[1]!).slice(0, 3)) console.log(f, (await fetch(base + f)).status)
console.log('changed:', em.passwordIs('eu-west-1_NorthW1nd', DEMO_PERSON, 'New-Password-22'))
const t = Date.now(); child.kill('SIGTERM'); await new Promise((r) => child.on('exit', (c) => { console.log('exit', c, Date.now() - t); r(0) }))
await em.close()
