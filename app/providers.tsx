'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { StyleRegistry } from '@/components/ui/style-registry'
import { theme } from '@/components/ui/theme'
import { documentNonce, setNonceOnStyles } from '@/lib/client/document-nonce'
import { makeQueryClient } from '@/lib/client/query-client'

dayjs.locale('zh-cn')

function nonceToUse(requestNonce: string | undefined): string | undefined {
  const current = documentNonce()
  if (current) setNonceOnStyles(current)
  return current ?? requestNonce
}

/**
 * Context providers of pages that use antd.
 * @param nonce of this request's content security policy: styles created in the browser carry it
 */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient)
  const [effectiveNonce] = useState(() => nonceToUse(nonce))
  const csp = effectiveNonce ? { nonce: effectiveNonce } : undefined
  return (
    <StyleRegistry nonce={effectiveNonce}>
      <ConfigProvider locale={zhCN} theme={theme} csp={csp} button={{ autoInsertSpace: false }}>
        <App component={false}>
          <QueryClientProvider client={queryClient}>
            <NuqsAdapter>{children}</NuqsAdapter>
          </QueryClientProvider>
        </App>
      </ConfigProvider>
    </StyleRegistry>
  )
}
