import { availableParallelism } from 'node:os'
import '../core/zod-locale.ts'
import { z } from 'zod'
import { isNetworkList } from './http/networks.ts'
import { isFileList } from './http/verification-files.ts'
import { SUITES } from './secrets/suite-names.ts'

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value)
const otherSecret = z.preprocess(blankIsUnset, z.string().min(32).optional())

/** All settings of the process, validated on first use; `process.env` is read nowhere else. .env.example lists them. */
export const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().default(3000),
  /** The address the server listens on; unset: all addresses of this machine. */
  HOST: z.string().optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z.string().min(1),
  /** Connections for commands. All pool sizes are per server process (lib/server/database/connections.ts). */
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
  /** Connections for sessions and searches: sixteen on two processors had a third less throughput than five. */
  DATABASE_READERS: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(2 * availableParallelism() + 1),
  /** Connections for rate limits. */
  DATABASE_LIMITS: z.coerce.number().int().min(1).max(50).default(3),
  /** Connections of the job queue. */
  DATABASE_JOBS: z.coerce.number().int().min(2).max(50).default(4),
  /** Connections for exports, each in use while its file is written. */
  DATABASE_SNAPSHOTS: z.coerce.number().int().min(1).max(20).default(2),
  /** At least 32 characters; all keys are derived from it (docs/decisions/0054). */
  SECRET_KEY: z.string().min(32),
  /** What it is used with: AES-256-GCM and HMAC-SHA-256, or SM4-GCM and HMAC-SM3. */
  CRYPTO_PROVIDER: z.enum(SUITES).default('aes'),
  /** During a rotation the key before, which still opens what it sealed. */
  SECRET_KEY_OLD: otherSecret,
  CRYPTO_PROVIDER_OLD: z.enum(SUITES).default('aes'),
  /** Before a rotation of several servers the key after: opens, and seals nothing yet. */
  SECRET_KEY_NEXT: otherSecret,
  CRYPTO_PROVIDER_NEXT: z.enum(SUITES).default('aes'),
  /** Since a rotation: what outlasts the first key, sealed with SECRET_KEY. */
  SECRET_KEY_CARRIED: z.preprocess(blankIsUnset, z.string().optional()),
  /** Address for owners' phones, printed in QR codes. */
  PUBLIC_URL: z.url().default('http://localhost:3000'),
  /** Further names in Host that are served, separated by commas. */
  ALLOWED_HOSTS: z.string().optional(),
  /** `on`: browsers may put the name on their preload lists, which takes months to undo. */
  HSTS_PRELOAD: z.enum(['on', 'off']).default('off'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Number of reverse proxies in front of the server, for X-Forwarded-For; 0: the header is ignored. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Where those proxies connect from (addresses and networks); what anybody else forwards is ignored. */
  PROXY_ADDRESSES: z
    .string()
    .refine(isNetworkList, '应为用逗号分隔的 IP 地址或网段，如 10.0.0.0/8')
    .default('127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,::1,fc00::/7'),
  /** Bearer token for reading /api/metrics from elsewhere or through a proxy; unset: this machine only. */
  METRICS_TOKEN: z.string().min(16).optional(),

  /** File of the signed head of the audit chain; unset: audit-head.json in DATA_DIR. Servers of one registry share it. */
  AUDIT_ANCHOR: z.string().optional(),
  /** Where the chain's heads go besides (docs/decisions/0059): a file on another mount, which must be there already. */
  AUDIT_HEADS_FILE: z.preprocess(blankIsUnset, z.string().optional()),
  /** A syslog receiver over TLS, host:port. */
  AUDIT_SYSLOG: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^(\[[0-9a-fA-F:]+\]|[^:\s]+):\d{1,5}$/, '应为“主机:端口”，如 log.example.gov.cn:6514')
      .optional(),
  ),
  /** File of the authority its certificate must come from; unset: the authorities Node knows. */
  AUDIT_SYSLOG_CA: z.preprocess(blankIsUnset, z.string().optional()),
  /** A bucket with object lock. */
  AUDIT_S3_BUCKET: z.preprocess(blankIsUnset, z.string().optional()),
  AUDIT_S3_REGION: z.string().default('cn-north-1'),
  AUDIT_S3_ENDPOINT: z.preprocess(blankIsUnset, z.url().optional()),
  /** Unset: the machine's role is used. */
  AUDIT_S3_ACCESS_KEY_ID: z.preprocess(blankIsUnset, z.string().optional()),
  AUDIT_S3_SECRET_ACCESS_KEY: z.preprocess(blankIsUnset, z.string().optional()),
  /** How long nobody may delete or replace a head there. */
  AUDIT_S3_RETAIN_DAYS: z.coerce.number().int().min(1).max(36_500).default(3650),

  SMS_DRIVER: z.enum(['file', 'aliyun']).default('file'),
  ALIYUN_ACCESS_KEY_ID: z.string().optional(),
  ALIYUN_ACCESS_KEY_SECRET: z.string().optional(),
  ALIYUN_SMS_SIGN_NAME: z.string().optional(),
  ALIYUN_SMS_TEMPLATE_CODE: z.string().optional(),
  /** Template of reminders to collect, with `number` and `office`; unset: by notice only, unless the rule `owner-messages` names one. */
  ALIYUN_SMS_REMINDER_TEMPLATE_CODE: z.string().optional(),
  /** Templates of consent and transfer, with `code`, `machine` and `party`; unset: such a code cannot be sent. */
  ALIYUN_SMS_CONSENT_TEMPLATE_CODE: z.string().optional(),
  ALIYUN_SMS_TRANSFER_OUT_TEMPLATE_CODE: z.string().optional(),
  ALIYUN_SMS_TRANSFER_IN_TEMPLATE_CODE: z.string().optional(),
  /** Template without variables: phone or document are registered already; unset: said by the code's message alone. */
  ALIYUN_SMS_TAKEN_TEMPLATE_CODE: z.string().optional(),
  /** Template with the variable `phone`, to the phone that an account had; unset: not sent. */
  ALIYUN_SMS_PHONE_CHANGED_TEMPLATE_CODE: z.string().optional(),
  /** Template without variables: the account of this phone has a new password; unset: not sent. */
  ALIYUN_SMS_PASSWORD_CHANGED_TEMPLATE_CODE: z.string().optional(),
  /** Template of a unit's invitation, with `unit` and `role`; unset: the unit tells the person itself. */
  ALIYUN_SMS_INVITATION_TEMPLATE_CODE: z.string().optional(),
  ALIYUN_SMS_ENDPOINT: z.string().default('dysmsapi.aliyuncs.com'),
  ALIYUN_SMS_PROTOCOL: z.enum(['https', 'http']).default('https'),

  /** `off`: nothing is read on photos of plates, and checks say so. */
  PLATE_READER: z.enum(['on', 'off']).default('on'),

  /** The mini program whose `wx.login` codes are accepted; unset: no sign-in by WeChat. */
  WECHAT_APP_ID: z.string().optional(),
  WECHAT_APP_SECRET: z.string().optional(),
  WECHAT_API_URL: z.url().default('https://api.weixin.qq.com'),
  /** The official account (公众号) whose JSSDK scans in WeChat's own browser; unset: only the mini program scans. */
  WECHAT_OA_APP_ID: z.string().optional(),
  WECHAT_OA_APP_SECRET: z.string().optional(),
  /** Files by which WeChat proves a domain, name=content, separated by commas; answered at the root and below any path. */
  VERIFICATION_FILES: z.preprocess(
    blankIsUnset,
    z
      .string()
      .refine(isFileList, '应为用逗号分隔的“文件名.txt=内容”，如 MP_verify_AbCd12.txt=AbCd12')
      .optional(),
  ),

  /** Service for published models missing from our catalogue (docs/decisions/0008); unset: not used. */
  NATIONAL_CATALOGUE_URL: z.url().optional(),
  NATIONAL_CATALOGUE_KEY: z.string().optional(),
  NATIONAL_CATALOGUE_TIMEOUT_MS: z.coerce.number().int().min(50).max(30_000).default(2000),

  /** Service that says whether name, document and phone belong together (docs/decisions/0061); unset: only officers prove. */
  IDENTITY_URL: z.preprocess(blankIsUnset, z.url().optional()),
  IDENTITY_KEY: z.preprocess(blankIsUnset, z.string().optional()),
  IDENTITY_TIMEOUT_MS: z.coerce.number().int().min(50).max(30_000).default(5000),

  /** ClamAV's clamd, `host:port` or the path of its socket, which sees each upload first; unset: uploads are not scanned. */
  CLAMD_ADDRESS: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(
        /^(\/.+|(\[[0-9a-fA-F:]+\]|[^:\s/]+):\d{1,5})$/,
        '应为“主机:端口”或套接字文件的路径，如 127.0.0.1:3310',
      )
      .optional(),
  ),
  CLAMD_TIMEOUT_MS: z.coerce.number().int().min(50).max(120_000).default(20_000),

  STORAGE_DRIVER: z.enum(['fs', 's3']).default('fs'),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('cn-north-1'),
  S3_ENDPOINT: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
})

export type Env = z.infer<typeof envSchema>

function readEnv(): Env {
  const parsed = envSchema.safeParse(process.env)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`环境变量有误：${faults.join('；')}`)
}

let cached: Env | undefined

/** Read on first use, so that a build needs no settings. */
export function env(): Env {
  cached ??= readEnv()
  return cached
}
