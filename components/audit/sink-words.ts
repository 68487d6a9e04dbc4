import { chinaTime } from '@/lib/core/clock'
import type { SinkState } from '@/lib/features/audit/schema'

const NAMES: Record<SinkState['name'], string> = {
  file: '外部文件',
  syslog: '日志服务器（syslog）',
  s3: '锁定的对象存储',
}

/** Codes of failed deliveries, as far as they say something to an operator. */
const CAUSES: Record<string, string> = {
  ENOENT: '文件不在：挂载可能已断开',
  ENOSPC: '磁盘已满',
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '磁盘只读',
  ECONNREFUSED: '对方拒绝连接',
  ECONNRESET: '对方中断了连接',
  ETIMEDOUT: '对方没有应答',
  TimeoutError: '对方没有应答',
  ENOTFOUND: '找不到该主机',
  CERT_HAS_EXPIRED: '对方的证书已过期',
  DEPTH_ZERO_SELF_SIGNED_CERT: '对方的证书不被信任',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '对方的证书不被信任',
  ERR_TLS_CERT_ALTNAME_INVALID: '对方的证书不是发给该主机的',
  SignatureDoesNotMatch: '访问密钥不符',
  AccessDenied: '没有写入权限',
}

/** What is known of a sink, no more: a head that was taken is not said to be there still. */
export function sinkLine({
  name,
  waiting,
  since,
  attempts,
  lastError,
  deliveredSeq,
  deliveredAt,
}: SinkState): string {
  const taken =
    deliveredSeq === null || deliveredAt === null
      ? '还没有送出过'
      : `最近于 ${chinaTime(new Date(deliveredAt))} 送出第 ${deliveredSeq} 条封印的链头`
  const late =
    waiting === 0 || since === null ? '' : `；未送出 ${waiting} 个，最早的自 ${chinaTime(new Date(since))} 起`
  const why =
    attempts === 0 || lastError === null
      ? ''
      : `；已试 ${attempts} 次，最近一次失败：${CAUSES[lastError] ?? lastError}`
  return `${NAMES[name]}：${taken}${late}${why}`
}

/** Whether heads wait because deliveries fail: those of this second do not count. */
export const isBehind = ({ waiting, attempts }: SinkState) => waiting > 0 && attempts > 0
