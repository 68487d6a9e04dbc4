'use client'

import { useEffect, useRef, useState } from 'react'
import 'swagger-ui-dist/swagger-ui.css'

/**
 * Reference of the public API. Swagger UI is part of our own bundle: nothing is loaded from elsewhere, and the document is
 * not sent to a validator on the internet.
 */
export function ApiReference({ url }: { url: string }) {
  const container = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    const domNode = container.current
    if (!domNode) return
    import('swagger-ui-dist/swagger-ui-es-bundle.js')
      .then(({ default: SwaggerUI }) =>
        SwaggerUI({ url, domNode, deepLinking: true, defaultModelsExpandDepth: 0, validatorUrl: null }),
      )
      .catch(() => setFailed(true))
  }, [url])

  return (
    <>
      {failed ? (
        <p role="alert">
          接口说明没有加载成功，请刷新页面或换用较新的浏览器，也可直接查看 <a href={url}>{url}</a>。
        </p>
      ) : null}
      <div ref={container} />
    </>
  )
}
