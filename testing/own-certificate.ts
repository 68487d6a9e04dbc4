import { generateKeyPairSync, sign } from 'node:crypto'

/** One value in DER. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const hex = (text: string) => Buffer.from(text, 'hex')
const SEQUENCE = 0x30
const ECDSA_SHA256 = der(SEQUENCE, hex('06082a8648ce3d040302'))
const YEAR_MS = 365 * 86_400_000

function utcTime(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replaceAll(/\D/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}

/** A self-signed certificate of 127.0.0.1 and its key, for a receiver in a test. Both in PEM. */
export function ownCertificate(): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = der(SEQUENCE, der(0x31, der(SEQUENCE, hex('0603550403'), der(0x0c, Buffer.from('receiver')))))
  const extensions = der(
    SEQUENCE,
    der(SEQUENCE, hex('0603551d13'), hex('0101ff'), der(0x04, der(SEQUENCE, hex('0101ff')))),
    der(SEQUENCE, hex('0603551d11'), der(0x04, der(SEQUENCE, der(0x87, hex('7f000001'))))),
  )
  const body = der(
    SEQUENCE,
    der(0xa0, hex('020102')),
    hex('020101'),
    ECDSA_SHA256,
    name,
    der(SEQUENCE, utcTime(Date.now() - YEAR_MS), utcTime(Date.now() + YEAR_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  )
  const signature = der(0x03, hex('00'), sign('sha256', body, privateKey))
  const certificate = der(SEQUENCE, body, ECDSA_SHA256, signature).toString('base64')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
