import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

const sha = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** Whether a request is signed with the secret by Signature Version 4, reckoned anew from what arrived. */
function isSigned(request: IncomingMessage, body: Buffer, secret: string): boolean {
  const authorization = request.headers.authorization ?? ''
  const [, scope = '', names = '', signature] =
    authorization.match(/Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/) ?? []
  const given = (name: string) => String(request.headers[name] ?? '').trim()
  const bodyHash = given('x-amz-content-sha256')
  if (bodyHash !== sha(body)) return false
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const headers = names.split(';').map((name) => `${name}:${given(name)}\n`)
  const canonical = [
    request.method,
    path,
    query.split('&').sort().join('&'),
    headers.join(''),
    names,
    bodyHash,
  ]
  const toSign = ['AWS4-HMAC-SHA256', given('x-amz-date'), scope, sha(canonical.join('\n'))].join('\n')
  const [date = '', region = '', service = '', end = ''] = scope.split('/')
  const key = [region, service, end].reduce(mac, mac(`AWS4${secret}`, date))
  return mac(key, toSign).toString('hex') === signature
}

type Stored = { path: string; body: string; mode: string; until: Date }

/** A bucket that takes a PUT only if it is rightly signed, whole and locked. */
export async function lockedBucket(secret: string) {
  const stored: Stored[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const { headers } = request
      const whole = headers['content-md5'] === createHash('md5').update(body).digest('base64')
      const mode = String(headers['x-amz-object-lock-mode'])
      const until = new Date(String(headers['x-amz-object-lock-retain-until-date']))
      const taken = request.method === 'PUT' && whole && isSigned(request, body, secret)
      if (taken)
        stored.push({ path: (request.url ?? '').split('?')[0] ?? '', body: body.toString(), mode, until })
      response
        .writeHead(taken ? 200 : 403, { 'content-type': 'application/xml' })
        .end(taken ? '' : '<Error><Code>SignatureDoesNotMatch</Code></Error>')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { stored, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
