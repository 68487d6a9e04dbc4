import { readPhoto } from '@/lib/features/photo/queries'
import { ownerThumbnailEndpoint } from '@/lib/features/photo/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(ownerThumbnailEndpoint, ({ actor, params, known }) =>
  readPhoto(actor, params.id, 'thumbnail', known),
)
