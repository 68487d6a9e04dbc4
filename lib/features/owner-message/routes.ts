import { defineRoute } from '@/lib/server/http/define-route'
import { getMessageFigures } from './queries/figures'
import { messageFiguresEndpoint } from './schema'

export const ownerMessageRoutes = {
  figures: defineRoute(messageFiguresEndpoint, () => getMessageFigures()),
}
