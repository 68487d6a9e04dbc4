import pino from 'pino'
import { env } from '@/lib/server/env'

let logger: pino.Logger | undefined

/** Structured lines on standard output. Never hand it personal data: ids and codes of errors only. */
export function log(): pino.Logger {
  logger ??= pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  return logger
}
