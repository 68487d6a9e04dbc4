import { createReadStream, globSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream'

type PageListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const TYPES: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
}

/**
 * Serves the scripts and style sheets that scripts/pack-static.ts compressed to browsers that accept brotli; everything
 * else goes to `pages`. Only files listed at the start are served, so no address leads to another file.
 */
export function withPackedFiles(distDir: string, pages: PageListener): PageListener {
  const files = filesOf(distDir)
  return async (request, response) => {
    const file = files.get(request.url ?? '')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!file || !isRead || !takesBrotli(request)) return pages(request, response)
    // Headers as from Next: file names change with their content. The fixed ones are there already (request-listener.ts).
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': file.size,
      'content-encoding': 'br',
      vary: 'Accept-Encoding',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    if (request.method === 'HEAD') response.end()
    // A browser that disconnects midway is not an error.
    else pipeline(createReadStream(file.path), response, () => undefined)
  }
}

function filesOf(distDir: string): Map<string, { path: string; size: number; type: string }> {
  const names = globSync('static/**/*.{js,css}.br', { cwd: distDir })
  return new Map(
    names.map((name) => {
      const packed = path.join(distDir, name)
      const plain = name.slice(0, -'.br'.length)
      const type = TYPES[path.extname(plain)] ?? ''
      return [
        `/_next/${plain.split(path.sep).join('/')}`,
        { path: packed, size: statSync(packed).size, type },
      ]
    }),
  )
}

function takesBrotli({ headers }: IncomingMessage): boolean {
  const accepted = String(headers['accept-encoding'] ?? '').split(',')
  return accepted.some((coding) => /^\s*br\s*(;\s*q=(?!0(\.0*)?\s*$)|$)/.test(coding))
}
