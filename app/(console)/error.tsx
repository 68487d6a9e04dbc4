'use client'

import { Failed } from '@/components/ui/states'

export default function ConsoleError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return <Failed error={error} onRetry={reset} requestId={error.digest} />
}
