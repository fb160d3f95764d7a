// The one script every page loads, after the page itself works.
import { enhanceMenus } from './site/menu'
import { warnBeforeTheSessionEnds } from './site/session'
import { letPasswordsBeShown } from './site/show_password'
import { warnOfSimilar } from './site/similar'
import { enhanceSearches } from './site/suggest'

enhanceMenus()
enhanceSearches()
letPasswordsBeShown()
warnBeforeTheSessionEnds()
warnOfSimilar()
