import { readPhoto } from '@/lib/features/photo/queries'
import { staffPhotoEndpoint } from '@/lib/features/photo/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(staffPhotoEndpoint, ({ actor, params, known }) =>
  readPhoto(actor, params.id, 'full', known),
)
