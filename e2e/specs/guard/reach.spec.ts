import { expect, test } from '../../fixtures/world'

test('the demo world is served on 127.0.0.1 only', async ({ baseURL }) => {
  const { port } = new URL(baseURL ?? '')
  const reached = async (host: string) => {
    try {
      return (await fetch(`http://${host}:${port}/api/health/live`)).status
    } catch (error) {
      return error instanceof Error && error.cause instanceof Error && Reflect.get(error.cause, 'code')
    }
  }
  expect(await reached('127.0.0.1')).toBe(200)
  // Also this machine, but another address of it: answered by a server that listens on all.
  expect(await reached('127.0.0.2')).toBe('ECONNREFUSED')
})
