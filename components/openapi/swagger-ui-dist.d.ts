/** The package ships no types; this declares what we use. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  type Options = {
    url: string
    domNode: HTMLElement
    deepLinking?: boolean
    docExpansion?: 'list' | 'full' | 'none'
    defaultModelsExpandDepth?: number
    validatorUrl?: null
  }
  export default function SwaggerUI(options: Options): unknown
}
