import type { IncomingMessage, ServerResponse } from 'node:http'

type PageListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** One file: its name, which WeChat gives, and its content, some letters and digits. */
const FILE = /^([A-Za-z0-9_-]{1,80}\.txt)=([A-Za-z0-9_-]{1,200})$/

const partsOf = (list: string) =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

/** Whether a setting names verification files and nothing else. */
export function isFileList(list: string): boolean {
  return partsOf(list).every((part) => FILE.test(part))
}

/**
 * Answers with the verification files of a setting, at the root (业务域名) and below any path, since the rule of
 * 扫普通链接二维码 looks for its file below the path that it names. Everything else goes to `pages`.
 */
export function withVerificationFiles(list: string, pages: PageListener): PageListener {
  const files = new Map(
    partsOf(list).flatMap((part) => {
      const [, name = '', content = ''] = FILE.exec(part) ?? []
      return name ? [[name, content] as const] : []
    }),
  )
  return async (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const content = files.get(path.slice(path.lastIndexOf('/') + 1))
    if (content === undefined) return pages(request, response)
    response.writeHead(200, {
      'content-type': 'text/plain; charset=UTF-8',
      'content-length': Buffer.byteLength(content),
      'cache-control': 'no-store',
    })
    response.end(request.method === 'HEAD' ? undefined : content)
  }
}
