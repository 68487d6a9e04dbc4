import { readPhoto } from '@/lib/features/photo/queries'
import { staffThumbnailEndpoint } from '@/lib/features/photo/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(staffThumbnailEndpoint, ({ actor, params, known }) =>
  readPhoto(actor, params.id, 'thumbnail', known),
)
