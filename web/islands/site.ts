// The one script every page loads, after the page itself works.
import { enhanceMenus } from './site/menu'
import { warnBeforeTheSessionEnds } from './site/session'
import { warnOfSimilar } from './site/similar'
import { enhanceSearches } from './site/suggest'

enhanceMenus()
enhanceSearches()
warnBeforeTheSessionEnds()
warnOfSimilar()
