#include <zlib.h>

/* deflateInit2 is a macro, which Swift does not see; 16 more window bits mean gzip's frame. */
static inline int irra_gzip_begin(z_streamp stream, int level)
{
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
