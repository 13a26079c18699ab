#include <curl/curl.h>

/* libcurl's setters and getters take any type after the option; Swift needs one function a type. */
static inline CURLcode irra_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode irra_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode irra_curl_set_list(
    CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode irra_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
typedef size_t (*irra_curl_transfer)(char *bytes, size_t size, size_t count, void *context);
static inline CURLcode irra_curl_set_transfer(
    CURL *handle, CURLoption option, irra_curl_transfer value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode irra_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}
