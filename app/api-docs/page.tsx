import type { Metadata } from 'next'
import { ApiReference } from '@/components/openapi/api-reference'

export const metadata: Metadata = { title: '开放接口说明' }
// Rendered for each request: the nonce of its policy goes onto the page's scripts.
export const dynamic = 'force-dynamic'

export default function ApiDocsPage() {
  return (
    <main>
      <ApiReference url="/api/v1/openapi.json" />
    </main>
  )
}
