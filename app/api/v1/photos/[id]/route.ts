import { readPhoto } from '@/lib/features/photo/queries'
import { ownerPhotoEndpoint } from '@/lib/features/photo/schema'
import { defineRoute } from '@/lib/server/define-route'

export const GET = defineRoute(ownerPhotoEndpoint, ({ actor, params }) => readPhoto(actor, params.id, 'full'))
