import { env } from '@/lib/server/env'
import { API_POLICY, COMMON_HEADERS, transportSecurity } from './security-headers'

/** The headers of every response, whoever makes it; a page or a PDF has a policy of its own in place of this one. */
export function fixedHeaders(): Record<string, string> {
  const { PUBLIC_URL, HSTS_PRELOAD } = env()
  return {
    ...COMMON_HEADERS,
    'content-security-policy': API_POLICY,
    ...transportSecurity(PUBLIC_URL, HSTS_PRELOAD === 'on'),
  }
}
