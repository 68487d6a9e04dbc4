/**
 * `npm run keys:new`: makes the next key and writes the settings of a rotation: the new key encrypts from the next start on, the
 * present one still opens what it encrypted. `-- --provider sm4` or `aes` chooses the algorithms, `--same-secret` changes only those;
 * `--out FILE` writes elsewhere than into the file in use. Nothing in the database changes (docs/decisions/0054).
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { envSchema } from '@/lib/server/env'
import { beginRotation } from '@/lib/server/secrets/rotation/next-keys'
import { SUITES } from '@/lib/server/secrets/suite-names'
import { readConfig } from './lib/config'
import { keyFileOf, newSecret, readKeys, writeKeys } from './lib/key-source'
import { optionOf } from './lib/options'
import { PlainError, runMain, say } from './lib/say'

await runMain(async () => {
  const args = process.argv.slice(2)
  const { dataDir } = readConfig()
  const settings = envSchema.parse({ DATABASE_URL: '-', ...readKeys(dataDir) })
  if (settings.SECRET_KEY_OLD) {
    throw new PlainError('上一次换钥还没有结束：请先运行 npm run keys:rotate，完成后再生成新密钥。')
  }
  const named = optionOf(args, '--provider') ?? settings.CRYPTO_PROVIDER
  const provider = SUITES.find((name) => name === named)
  if (!provider) throw new PlainError(`--provider 只能是 ${SUITES.join(' 或 ')}，现为“${named}”。`)
  const same = args.includes('--same-secret')
  if (same && provider === settings.CRYPTO_PROVIDER) {
    throw new PlainError('--same-secret 只用于更换算法，请同时用 --provider 指定另一种算法。')
  }
  const out = optionOf(args, '--out')
  const inUse = keyFileOf(dataDir)
  if (out && existsSync(out)) throw new PlainError(`--out 指定的文件 ${out} 已存在，不覆盖。`)
  const file = out ? path.resolve(out) : inUse
  if (!file) {
    throw new PlainError(
      '密钥来自环境变量或 SECRET_KEY_COMMAND：请用 --out 指定文件，再将其中的设置交给密钥来源。',
    )
  }
  writeKeys(file, beginRotation(settings, provider, same ? settings.SECRET_KEY : newSecret()))
  say(`新密钥已写入 ${file}（仅本用户可读），请另存一份。`)
  say('接着：1. 重新启动所有服务；2. 运行 npm run keys:rotate，将已有内容逐批改用新密钥加密。')
  return 0
})
