import { describe, expect, it } from 'vitest'

const token = 'a-token-of-some-length'
Object.assign(process.env, {
  DATABASE_URL: 'postgresql://none',
  SECRET_KEY: 'k'.repeat(32),
  METRICS_TOKEN: token,
})
const { mayReadMetrics } = await import('./metrics-access')

const mayRead = (address: string, headers: Record<string, string> = {}) =>
  mayReadMetrics(
    new Request('http://x/api/metrics', { headers: { host: 'localhost:3000', ...headers } }),
    address,
  )

describe('the figures', () => {
  it('are for this machine', () => {
    expect(mayRead('127.0.0.1')).toBe(true)
    expect(mayRead('::1')).toBe(true)
    expect(mayRead('::ffff:127.0.0.1')).toBe(true)
  })

  it('are not for others, a proxy on this machine or not', () => {
    expect(mayRead('unknown')).toBe(false)
    expect(mayRead('203.0.113.7')).toBe(false)
  })

  it.each(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'via', 'x-real-ip'])(
    'are never read through a proxy, which adds %s, without the token',
    (name) => {
      expect(mayRead('127.0.0.1', { [name]: '127.0.0.1' })).toBe(false)
      expect(mayRead('127.0.0.1', { [name]: '127.0.0.1', authorization: `Bearer ${token}` })).toBe(true)
    },
  )

  it('are not for a call by the public name, which a proxy passes on', () => {
    expect(mayRead('127.0.0.1', { host: 'nrmm.example.cn' })).toBe(false)
  })

  it('are for whoever shows the token', () => {
    expect(mayRead('203.0.113.7', { authorization: `Bearer ${token}` })).toBe(true)
    expect(mayRead('203.0.113.7', { authorization: 'Bearer another' })).toBe(false)
  })
})
