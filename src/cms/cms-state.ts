/** All that one CMS knows beside guest storage: plain data, written down with the machine. */

/** The state of CMS between steps. Sub-states belong to the files that are named beside them. */
export interface CmsState {
  readonly version: 1;
}
