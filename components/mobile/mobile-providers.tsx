'use client'

import 'antd-mobile/es/global'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { documentNonce, setNonceOnStyles } from '@/lib/client/document-nonce'
import { makeQueryClient } from '@/lib/client/query-client'

/** Context providers of the owner's pages. antd-mobile's default language is Chinese. */
export function MobileProviders({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient)
  useState(() => {
    const nonce = documentNonce()
    if (nonce) setNonceOnStyles(nonce)
  })
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}
