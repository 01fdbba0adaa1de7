/* small_replies.h - the shortest texts that a desk may have, for tests that need a whole desk. */
#ifndef KANDA_TESTS_SMALL_REPLIES_H
#define KANDA_TESTS_SMALL_REPLIES_H

#define SMALL_REPLIES SMALL_REPLIES_WITH("Tulis saja.\\nKetik *status*.")
#define SMALL_REPLIES_WITH(menu)                                                                   \
    "[menu]\ntext = " menu "\nback = Ya?\n"                                                        \
    "[courtesy]\nhello = Halo.\nsalam = Salam.\nthanks = Sama-sama.\nnoise = Maaf?\nmissed = "     \
    "Petugas?\ncalm = "                                                                            \
    "Sebentar.\nblocked = Ya.\nstaff = Ya.\n"                                                      \
    "old_choice = Sudah lewat.\n"                                                                  \
    "[ask]\nwords = Apa?\nunreadable = Maaf.\nunit = {lines}\nunit_only = Lain?\nplace = Di "      \
    "mana?\n"                                                                                      \
    "district = Kecamatan?\nvillage = Desa?\nticket = Yang mana?\nwhich = Mana?\nvoice = Suara.\n" \
    "about = Apa?\n"                                                                               \
    "ticket_one = {number}\n"                                                                      \
    "addition = {number}\nnamesake = {place}\nmatter = {number}\nsecond = {matter}\n"              \
    "part = {number}\npart_stays = {number}\npart_else = Lain?\nsend_here = Di sini.\nwhose "      \
    "= {unit}\nwhose_refer = "                                                                     \
    "{unit}\nplace_still = "                                                                       \
    "{number}\npin_far = {number}\n"                                                               \
    "machine = Program.\n"                                                                         \
    "again = {number}\nborder = {place} {other}\npin = {number} {place} {other}\ndistrict_pin = "  \
    "Kecamatan?\nphone = Nomor?\n"                                                                 \
    "district_not = {number}\nplace_ours = {other}\n"                                              \
    "category = Apa?\namiss = Apa?\n"                                                              \
    "[ticket]\nreceived = {emergency}{number} {matter} {unit} {place} {date}\n"                    \
    "received_refer = {emergency}{number} {matter} {unit} {place} {date} {contact}\n"              \
    "question = {emergency}{number} {matter} {unit} {date}\n"                                      \
    "urgent = {emergency}{number} {matter} {unit} {place} {date}\n"                                \
    "urgent_refer = {emergency}{number} {unit}\nhuman = {number} {unit} {date}\n"                  \
    "erase = {number} {unit} {date}\n"                                                             \
    "emergency = Telepon.\nself_harm = Jangan sendirian.\nneeds_words = {number} {unit} {date}\n"  \
    "[status]\none = {number} {matter} {unit} {status} {date}\nlist = {lines}\nclosed = {number} " \
    "{status}\nwork = {number} {status} {date}\nchased = {number} {status}\n"                      \
    "chased_first = {number} {status}\nrepeated = {number} "                                       \
    "{status}\nstill = {number} {status}\nasked = {number} {unit} {date}\n"                        \
    "asked_done = {number} {unit}\nasked_refer = {number} {unit}\n"                                \
    "asked_again = {number} {unit}\nregret = {number}\nonly = {number}\nsingle = {number}\n"       \
    "line = {number} {matter} {status} {date}\nnone = Belum ada.\nunknown = Tidak ada.\n"          \
    "[done]\nunit = {number} {unit} {date}\nunit_referred = {number} {unit}\n"                     \
    "unit_has = {number} {unit}\nnoted = {number}\nnoted_other = {number}\nunanswered = "          \
    "{number}\nnoted_plain = "                                                                     \
    "{number}\n"                                                                                   \
    "place = {number} {place} {unit}\nplace_changed = {number} {place} {unit}\nbound = "           \
    "{number}\nraised = {number}\npressing = {number}\ncondolence = {number}\nhalf = "             \
    "{number}\nover = "                                                                            \
    "{number}\nplace_not_ours = "                                                                  \
    "{other}\n"                                                                                    \
    "place_taken = {number}\nharmless = {number}\ncalmed = "                                       \
    "{number}\ncorrected = {number} {unit}\n"                                                      \
    "human = {number}\nerase = {number}\nphone = Disimpan.\nvoice = {number}\n"                    \
    "[cancel]\nask = {number}\nover = {number}\nmissent = {number}\nbereaved = {number}\ndone = "  \
    "{number} "                                                                                    \
    "dicatat.\nkept = "                                                                            \
    "{number}\ndropped = Baik.\nnone "                                                             \
    "= Tidak ada.\n"                                                                               \
    "[privacy]\nconfidential = {number}\nsince = {number}\nhow = Begini.\nannounced = "            \
    "Tulis.\nkept = Ya.\noutside "                                                                 \
    "= Luar.\noffer = "                                                                            \
    "Juga?\ntext = "                                                                               \
    "Data.\n"                                                                                      \
    "[language]\nask = Bahasa?\nset = Baik.\n"                                                     \
    "[work]\nassigned = {number} {unit}\nstarted = {number} {unit}\nasked = {number} {lines}\n"    \
    "resolved = {number} {unit} {lines}\nanswered = {number} {unit} {lines}\nfollowed = "          \
    "{number} {unit} {lines}\nreopened = {number}\n"                                               \
    "followed_asked = {number} {unit}\nfollowed_refused = {number} {lines}\n"                      \
    "followed_reopened = {number}\n"                                                               \
    "referred = {number} {unit} {contact}\nmerged = {number} {other}\n"                            \
    "unmerged = {number} {unit} {date} {other}\ntaken_up = {number} {date}\nwaited = {number} "    \
    "{date}\n"                                                                                     \
    "rejected = {number} {lines}\nnot_actionable = {number} {lines}\nreply = {number} {lines}\n"   \
    "promised = {number} {date} {lines}\nlate = {number} {unit} {date}\n"                          \
    "sooner = {number} {date} {lines}\noverdue = {number} {unit} {date}\nmoved = {number} "        \
    "{date}\n"                                                                                     \
    "[after]\nelsewhere = {number}\nsolved = {number}\npartly = {number}\nsilence = "              \
    "{number}\nrated = "                                                                           \
    "{number}\nrate_again = {number}\n"                                                            \
    "comment = {number}\nobjection = {number}\n"                                                   \
    "[similar]\nask = {count}\njoined = {number}\nleft = {number}\n"                               \
    "[button]\nsolved = Sudah\npartly = Sebagian\nnot = Belum\nrate_5 = 5\nrate_4 = 4\n"           \
    "rate_3 = 3\nrate_2 = 2\nrate_1 = 1\njoin = Ikut\nown = Sendiri\n"                             \
    "cancel = Ya\nclose = Ya\nkeep = Tidak\nhuman = Petugas\nlist = Pilih\nmore = Lagi\n"          \
    "unknown = Entah\nnew = Baru\npart = Masih itu\nneither = Bukan\nsecond = Ya\nnone = "         \
    "Tidak\nother = Bukan\n"                                                                       \
    "[place]\nunknown = belum disebutkan\n"

#endif
