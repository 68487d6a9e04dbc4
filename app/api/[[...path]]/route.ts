import { api } from '@/lib/api'

/** The same API under plain Next (development, `next start`); in production server.ts handles these requests before Next. */
const serve = (request: Request) => api.fetch(request)

export {
  serve as DELETE,
  serve as GET,
  serve as HEAD,
  serve as OPTIONS,
  serve as PATCH,
  serve as POST,
  serve as PUT,
}

export const dynamic = 'force-dynamic'
