/**
 * Writes a brotli copy of each script and style sheet of Next's build: a seventh smaller than the gzip that Next computes
 * for every request. lib/server/http/packed-files.ts serves them. Run by scripts/lib/build.ts after Next's build.
 */
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { distDir } from './lib/build'
import { runMain } from './lib/say'

/** Smaller files save less than the headers cost. */
const MIN_BYTES = 1000
const pack = promisify(brotliCompress)

await runMain(async () => {
  const root = path.join(distDir(), 'static')
  const files = globSync('**/*.{js,css}', { cwd: root }).map((file) => path.join(root, file))
  await Promise.all(
    files.map(async (file) => {
      const text = await readFile(file)
      if (text.length >= MIN_BYTES) await writeFile(`${file}.br`, await pack(text))
    }),
  )
  return 0
})
