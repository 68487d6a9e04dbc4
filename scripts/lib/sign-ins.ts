/** The last lines of a start: address, data folder and demo sign-ins. */
import type { Config } from './config'
import { say } from './say'

const demoStaff: [username: string, role: string][] = [
  ['reviewer', '审核 reviewer · 北京市东城区'],
  ['reviewer2', '审核 reviewer · 北京市东城区'],
  ['counter', '窗口 counter · 北京市东城区'],
  ['supervisor.nation', '主管 supervisor · 全国'],
  ['admin.nation', '系统管理员 administrator · 全国'],
  ['security', '安全管理员 security administrator · 全国'],
  ['auditor', '审计管理员 audit administrator · 全国'],
  ['supervisor', '主管 supervisor · 北京市'],
  ['admin', '系统管理员 administrator · 北京市'],
  ['reviewer.haidian', '审核 reviewer · 北京市海淀区'],
  ['counter.haidian', '窗口 counter · 北京市海淀区'],
  ['supervisor.tangshan', '主管 supervisor · 唐山市'],
]

/** All addresses, or this machine's own: `localhost`. */
function shownHost(host: string | undefined): string {
  if (host === undefined || ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

export function announce(config: Config): void {
  say('')
  say(`  地址 Address    http://${shownHost(config.host)}:${config.port}`)
  if (!config.exposed) say('  仅本机可访问 · this machine only (HOST=0.0.0.0: others as well, see README)')
  say(`  数据 Data       ${config.dataDir}`)
  if (config.seed === 'demo') {
    say('')
    if (config.exposed) say('  演示数据在网络上可访问 · the demo world can be reached from the network')
    say(`  演示账号 Demo sign-ins（口令 password: ${config.demoPassword}）`)
    for (const [username, role] of demoStaff) say(`    ${username.padEnd(20)} ${role}`)
  }
  say('')
  say('  按 Ctrl-C 停止 · press Ctrl-C to stop')
}
