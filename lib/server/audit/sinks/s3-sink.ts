import { createHash } from 'node:crypto'
import type { Env } from '@/lib/server/env'
import { askOutside } from '@/lib/server/outside/ask-outside'
import { TIME_OF } from '@/lib/server/outside/services'
import type { OutgoingHead, Sink } from './sink'

const DAY_MS = 86_400_000

export type S3SinkSettings = Pick<
  Env,
  | 'AUDIT_S3_REGION'
  | 'AUDIT_S3_ENDPOINT'
  | 'AUDIT_S3_ACCESS_KEY_ID'
  | 'AUDIT_S3_SECRET_ACCESS_KEY'
  | 'AUDIT_S3_RETAIN_DAYS'
>

/**
 * One object for each head, locked in COMPLIANCE mode: not even the account's owner can delete or replace it before its time. Its
 * key contains the hash, so that the head of another chain stands beside it.
 */
export function s3Sink(
  bucket: string,
  settings: S3SinkSettings,
  timeoutMs: number = TIME_OF['audit-s3'],
): Sink {
  return {
    name: 's3',
    async send(heads) {
      const { S3Client, PutObjectCommand } = await import('@aws-sdk/client-s3')
      const client = new S3Client(clientOptions(settings))
      try {
        for (const head of heads) {
          const body = Buffer.from(`${head.line}\n`)
          const request = new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(head),
            Body: body,
            ContentType: 'application/json',
            ContentMD5: createHash('md5').update(body).digest('base64'),
            ObjectLockMode: 'COMPLIANCE',
            ObjectLockRetainUntilDate: new Date(Date.now() + settings.AUDIT_S3_RETAIN_DAYS * DAY_MS),
          })
          await askOutside('audit-s3', { timeoutMs, isFault: isSilence, pausesItself: true }, (abortSignal) =>
            client.send(request, { abortSignal }),
          )
        }
      } finally {
        // Ends what is under way, an answer that drips included.
        client.destroy()
      }
    },
  }
}

/** A refusal has a status. */
function isSilence(error: unknown): boolean {
  return !(error instanceof Error && '$response' in error)
}

function keyOf({ seq, line }: OutgoingHead): string {
  const digest = createHash('sha256').update(line).digest('hex').slice(0, 16)
  return `audit-heads/${seq.toString().padStart(18, '0')}-${digest}.json`
}

function clientOptions(settings: S3SinkSettings) {
  const { AUDIT_S3_ENDPOINT, AUDIT_S3_REGION } = settings
  const { AUDIT_S3_ACCESS_KEY_ID: accessKeyId, AUDIT_S3_SECRET_ACCESS_KEY: secretAccessKey } = settings
  return {
    region: AUDIT_S3_REGION,
    // The queue tries again.
    maxAttempts: 1,
    // As for photos: S3-compatible servers take the bucket in the path, and few support the newer checksums.
    ...(AUDIT_S3_ENDPOINT ? { endpoint: AUDIT_S3_ENDPOINT, forcePathStyle: true } : {}),
    requestChecksumCalculation: 'WHEN_REQUIRED' as const,
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  }
}
