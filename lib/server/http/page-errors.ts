import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { COMMON_HEADERS } from './security-headers'

type PageListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** What Next says when nothing of the application could answer: a build that was taken away, a fault in its own code. */
const NEXT_WORDS = 'Internal Server Error'

const STYLE =
  'body{font-family:sans-serif;max-width:35rem;margin:15vh auto 0;padding:0 1rem;line-height:1.6}a{display:inline-block;padding:.5rem 1rem .5rem 0}'
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'`

/**
 * Answers in Chinese where Next would say in plain English that it failed, and where it does not answer at all. Pages that the
 * application answers with, its own pages of errors among them, pass as they are.
 */
export function withPageErrors(pages: PageListener, report = reportFailed): PageListener {
  return async (request, response) => {
    const end = response.end
    const replaced = (...given: unknown[]): ServerResponse => {
      response.end = end
      const [words] = given
      const isBare = response.statusCode >= 500 && !response.headersSent && String(words) === NEXT_WORDS
      if (isBare) sayFailed(request, response)
      else Reflect.apply(end, response, given)
      return response
    }
    response.end = replaced as typeof end
    try {
      await pages(request, response)
    } catch (error) {
      report(error)
      response.end = end
      if (response.headersSent) response.destroy()
      else sayFailed(request, response)
    }
  }
}

const reportFailed = (error: unknown) => log().error({ error: errorFacts(error) }, 'a page was not answered')

function sayFailed({ method, headers, url = '' }: IncomingMessage, response: ServerResponse): void {
  const isDocument = /\btext\/html\b/.test(headers.accept ?? '')
  const home = /^\/m(\/|\?|$)/.test(url) ? '/m' : '/'
  const text = isDocument ? pageOf(home) : '系统出现问题，请稍后再试\n'
  for (const name of response.getHeaderNames()) if (!(name in COMMON_HEADERS)) response.removeHeader(name)
  response.writeHead(500, {
    'content-type': `text/${isDocument ? 'html' : 'plain'}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
  })
  response.end(method === 'HEAD' ? undefined : text)
}

/** Without scripts and files of ours, which may be what is missing. */
const pageOf = (home: string) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>页面没有正常打开</title><style>${STYLE}</style>
<h1>页面没有正常打开</h1><p>系统出现问题，不是您操作有误。看到过“已保存”的内容不会丢失，请过一会儿重新打开；仍打不开的，请联系登记单位。</p>
<p><a href="">重新打开</a><a href="${home}">返回首页</a></p></html>
`
