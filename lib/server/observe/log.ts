import pino from 'pino'
import { env } from '@/lib/server/env'

let logger: pino.Logger | undefined

/** Structured lines on standard output. Never log personal data: only ids and error codes. */
export function log(): pino.Logger {
  logger ??= pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  return logger
}
