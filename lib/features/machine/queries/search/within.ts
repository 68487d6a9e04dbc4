import type { MachineFilter } from '../../schema/search'
import type { Order } from './order'

/** Where, what and in which order. */
export type Within = { area: string; filter: MachineFilter; order: Order }
