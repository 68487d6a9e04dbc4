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

function nonceToUse(ofRequest: string | undefined): string | undefined {
  const ofDocument = documentNonce()
  if (ofDocument) setNonceOnStyles(ofDocument)
  return ofDocument ?? ofRequest
}

/**
 * What pages with the component library stand on.
 * @param nonce of this request's content security policy: styles made in the browser carry it
 */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient)
  const [valid] = useState(() => nonceToUse(nonce))
  const csp = valid ? { nonce: valid } : undefined
  return (
    <StyleRegistry nonce={valid}>
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
