/** A client as lean as Node allows: it shares the processors with what it measures. */
import http from 'node:http'

export interface Reply {
  status: number
  text: string
}

export class HttpClient {
  private readonly agent: http.Agent

  /** @param connections kept open; as many calls at once find one ready */
  constructor(
    private readonly port: number,
    connections: number,
  ) {
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  }

  send(method: string, path: string, headers: http.OutgoingHttpHeaders, body?: unknown): Promise<Reply> {
    const content = body === undefined ? undefined : JSON.stringify(body)
    const all = {
      ...headers,
      ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'GET' ? {} : { 'content-length': Buffer.byteLength(content ?? '') }),
    }
    return new Promise((resolve, reject) => {
      const { port, agent } = this
      const request = http.request(
        { host: '127.0.0.1', port, path, method, agent, headers: all },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            text += chunk
          })
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
          response.on('error', reject)
        },
      )
      request.on('error', reject)
      request.end(content)
    })
  }

  close(): void {
    this.agent.destroy()
  }
}
