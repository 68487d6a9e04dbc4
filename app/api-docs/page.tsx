import type { Metadata } from 'next'
import { ApiReference } from '@/components/openapi/api-reference'

export const metadata: Metadata = { title: '开放接口说明' }
// Rendered per request: the page's scripts carry the nonce of its content security policy.
export const dynamic = 'force-dynamic'

export default function ApiDocsPage() {
  return (
    <main>
      <ApiReference url="/api/v1/openapi.json" />
    </main>
  )
}
