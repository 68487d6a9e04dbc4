import { expect, test } from 'vitest'
import { PUBLISHED_PASSWORD } from '@/prisma/seed/published-password'
import { readReach } from './reach'

const unset = {
  HOST: undefined,
  TRUSTED_PROXIES: undefined,
  DEMO_ON_NETWORK: undefined,
  DEMO_PASSWORD: undefined,
}

test('the demo world, with its published password, is for this machine only', () => {
  expect(readReach('demo', unset)).toEqual({
    host: '127.0.0.1',
    exposed: false,
    demoPassword: PUBLISHED_PASSWORD,
  })
  expect(readReach('demo', { ...unset, HOST: 'localhost' }).host).toBe('127.0.0.1')
})

test('without the demo world all addresses are listened on', () => {
  expect(readReach('none', unset)).toMatchObject({ host: undefined, exposed: true })
})

for (const HOST of ['0.0.0.0', '::', '10.0.0.7']) {
  test(`the demo world on ${HOST} needs the flag, and has no published password then`, () => {
    expect(() => readReach('demo', { ...unset, HOST })).toThrow(/HOST=.*DEMO_ON_NETWORK=yes/)
    const told = { ...unset, HOST, DEMO_ON_NETWORK: 'yes' }
    const first = readReach('demo', told)
    expect(first).toMatchObject({ host: HOST, exposed: true })
    expect(first.demoPassword.length).toBeGreaterThanOrEqual(16)
    expect(readReach('demo', told).demoPassword).not.toBe(first.demoPassword)
    expect(readReach('demo', { ...told, DEMO_PASSWORD: 'one of ours' }).demoPassword).toBe('one of ours')
    expect(() => readReach('demo', { ...told, DEMO_PASSWORD: PUBLISHED_PASSWORD })).toThrow(/公开的演示口令/)
  })
}

test('a proxy before the server counts as other machines', () => {
  expect(() => readReach('demo', { ...unset, TRUSTED_PROXIES: '1' })).toThrow(/TRUSTED_PROXIES=1/)
})

test('a host that is no address is refused', () => {
  expect(() => readReach('none', { ...unset, HOST: 'my-machine' })).toThrow(/HOST 应为 IP 地址.*“my-machine”/)
})
