import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { formatKeys, parseKeys, readKeys, writeKeys } from './key-source'

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-key-source-'))
const SECRET = 'k'.repeat(43)

afterEach(() => vi.unstubAllEnvs())
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

function settings(env: Record<string, string>) {
  for (const name of ['SECRET_KEY', 'SECRET_KEY_FILE', 'SECRET_KEY_COMMAND', 'SECRET_KEY_OLD'])
    vi.stubEnv(name, env[name] ?? '')
}

describe('a text of keys', () => {
  it('is one key alone, or settings by name', () => {
    expect(parseKeys(`${SECRET}\n`, '')).toEqual({ SECRET_KEY: SECRET })
    const rotating = {
      SECRET_KEY: SECRET,
      CRYPTO_PROVIDER: 'sm4',
      SECRET_KEY_OLD: 'o'.repeat(40),
      CRYPTO_PROVIDER_OLD: 'aes',
    }
    expect(parseKeys(`# 换钥中\n\n${formatKeys(rotating)}`, '')).toEqual(rotating)
  })

  it.each([
    ['', /至少 32 个字符，请检查文件 x/],
    ['short', /至少 32 个字符/],
    [`PASSWORD=1\n${SECRET}`, /文件 x 中有不认识的设置“PASSWORD”/],
  ])('%j is refused', (text, sentence) => {
    expect(() => parseKeys(text, '文件 x')).toThrow(sentence)
  })
})

describe('the keys of a start', () => {
  it('are made once and stored for their owner alone', () => {
    settings({})
    const made = readKeys(dataDir)
    expect(made.SECRET_KEY).toHaveLength(43)
    expect(readKeys(dataDir)).toEqual(made)
    expect(statSync(path.join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600)
  })

  it('come from a named file, which must be there', () => {
    const file = path.join(dataDir, 'mounted.key')
    settings({ SECRET_KEY_FILE: file })
    expect(() => readKeys(dataDir)).toThrow('不存在')
    writeKeys(file, { SECRET_KEY: SECRET })
    expect(readKeys(dataDir)).toEqual({ SECRET_KEY: SECRET })
    expect(readFileSync(file, 'utf8')).toBe(`SECRET_KEY=${SECRET}\n`)
  })

  it('come from a key service by HTTP', async () => {
    const server = new Worker(
      `const { createServer } = require('node:http'), { parentPort } = require('node:worker_threads')
       const server = createServer((request, response) => {
         if (request.headers.authorization !== 'Bearer right') response.statusCode = 403
         response.end(response.statusCode === 200 ? 'SECRET_KEY=${SECRET}\\nCRYPTO_PROVIDER=sm4\\n' : 'no')
       }).listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))`,
      { eval: true },
    )
    try {
      const port = await new Promise<number>((resolve) => server.once('message', resolve))
      const script = path.join(dataDir, 'ask.mjs')
      writeFileSync(
        script,
        `const answer = await fetch('http://127.0.0.1:${port}/', { headers: { authorization: 'Bearer ' + process.argv[2] } })
         if (!answer.ok) process.exit(1)
         process.stdout.write(await answer.text())`,
      )
      settings({ SECRET_KEY_COMMAND: `"${process.execPath}" "${script}" right` })
      expect(readKeys(dataDir)).toEqual({ SECRET_KEY: SECRET, CRYPTO_PROVIDER: 'sm4' })
      settings({ SECRET_KEY_COMMAND: `"${process.execPath}" "${script}" wrong` })
      expect(() => readKeys(dataDir)).toThrow('SECRET_KEY_COMMAND 没有成功')
    } finally {
      await server.terminate()
    }
  })

  it('come from the environment before all others', () => {
    settings({ SECRET_KEY: SECRET, SECRET_KEY_COMMAND: 'exit 1', SECRET_KEY_OLD: 'o'.repeat(40) })
    expect(readKeys(dataDir)).toEqual({ SECRET_KEY: SECRET, SECRET_KEY_OLD: 'o'.repeat(40) })
  })
})
