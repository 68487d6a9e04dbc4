import { readPhoto } from '@/lib/features/photo/queries'
import { staffThumbnailEndpoint } from '@/lib/features/photo/schema'
import { defineRoute } from '@/lib/server/define-route'

export const GET = defineRoute(staffThumbnailEndpoint, ({ actor, params }) =>
  readPhoto(actor, params.id, 'thumbnail'),
)
