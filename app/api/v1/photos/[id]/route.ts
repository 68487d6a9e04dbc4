import { readPhoto } from '@/lib/features/photo/queries'
import { ownerPhotoEndpoint } from '@/lib/features/photo/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(ownerPhotoEndpoint, ({ actor, params, known }) =>
  readPhoto(actor, params.id, 'full', known),
)
